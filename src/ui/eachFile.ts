import { breathe } from "./breathe.ts";

/** Files read at the same time: enough to hide the disk, few enough to leave it to others. */
const batchSize = 32;

export interface FileWalk<File> {
  readonly files: readonly File[];
  /** Undefined: gone or unreadable. */
  readonly read: (file: File) => Promise<string | undefined>;
  readonly take: (file: File, text: string | undefined) => Promise<void>;
  /** Asked before each file. */
  readonly isOver: () => boolean;
  readonly pause?: ReturnType<typeof breathe>;
}

/** Reads files a batch at a time and hands them on, in their order, without keeping others from their turn. */
export async function eachFile<File>(walk: FileWalk<File>): Promise<void> {
  const { files, read, take, isOver, pause = breathe() } = walk;
  for (let at = 0; at < files.length; at += batchSize) {
    if (isOver()) return;
    const batch = files.slice(at, at + batchSize);
    const texts = await Promise.all(batch.map(async (file) => ({ file, text: await read(file) })));
    for (const { file, text } of texts) {
      if (isOver()) return;
      await take(file, text);
      await pause();
    }
  }
}
