/** What a parser found: the value, or the words with which Go refuses the text. */
export type Parsed<T> =
  | { readonly value: T; readonly error?: undefined }
  | { readonly value?: undefined; readonly error: string };
