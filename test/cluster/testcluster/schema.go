package main

import (
	"encoding/json"
	"fmt"

	"github.com/Azure/karpenter-provider-azure/pkg/apis"
	"github.com/samber/lo"
	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	structuralschema "k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning"
)

// schemas has the structural schema of each storage version by kind.
var schemas = lo.SliceToMap(apis.CRDs, func(definition *apiextensionsv1.CustomResourceDefinition) (string, *structuralschema.Structural) {
	version, _ := lo.Find(definition.Spec.Versions, func(v apiextensionsv1.CustomResourceDefinitionVersion) bool { return v.Storage })
	var internal apiextensions.JSONSchemaProps
	lo.Must0(apiextensionsv1.Convert_v1_JSONSchemaProps_To_apiextensions_JSONSchemaProps(version.Schema.OpenAPIV3Schema, &internal, nil))
	structural := lo.Must(structuralschema.NewStructural(&internal))
	lo.Must0(defaulting.PruneDefaults(structural))
	return definition.Spec.Names.Kind, structural
})

// decodeStored reads an object as the API server would store it, unknown fields pruned and defaults in
// place, and answers what is stored. (Written again by Go, the object would lose its empty lists.)
func decodeStored(kind string, text []byte, into any) (json.RawMessage, error) {
	var object map[string]any
	if err := json.Unmarshal(text, &object); err != nil {
		return nil, err
	}
	schema := schemas[kind]
	if schema == nil {
		return nil, fmt.Errorf("no CRD of kind %q", kind)
	}
	if object == nil {
		object = map[string]any{}
	}
	pruning.Prune(object, schema, true)
	defaulting.PruneNonNullableNullsWithoutDefaults(object, schema)
	defaulting.Default(object, schema)
	stored, err := json.Marshal(object)
	if err != nil {
		return nil, err
	}
	return stored, json.Unmarshal(stored, into)
}
