const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or folder",
  EISDIR: "it is a folder",
  ENOTDIR: "part of the path is a file",
  EACCES: "it is not permitted",
  EPERM: "it is not permitted",
  EROFS: "the file system is read-only",
  ENOSPC: "there is no space left on the disk",
  EDQUOT: "the quota of the disk is used up",
  EFBIG: "a file may not become that large here",
  EMFILE: "too many files are open",
  ENAMETOOLONG: "the name is too long",
  EIO: "the disk reports an error",
};

/** Why a file could not be read or written, in plain words, with its path; undefined for errors of other kinds. */
export function describeFileError(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code = "", path, syscall } = error as NodeJS.ErrnoException;
  const reason = reasons[code];
  if (reason === undefined) return undefined;
  return [path ?? syscall ?? "file", reason].join(": ");
}
