package dev.medialifecycle.local;

import java.nio.file.FileSystemException;

/** On the way to a blob lies a symbolic link, a device or a pipe: whoever put it there, it is not followed. */
final class RefusedPathException extends FileSystemException {
    private static final long serialVersionUID = 1L;

    RefusedPathException(String path) {
        super(path, null, "is neither a plain file nor a directory, and is not followed");
    }
}
