package dev.medialifecycle.local;

import java.nio.file.FileSystemException;

/** On the way to a blob lies a symbolic link, a device or whatever else we never made; it is not followed. */
final class RefusedPathException extends FileSystemException {
    private static final long serialVersionUID = 1L;

    RefusedPathException(String path) {
        super(path, null, "is a link or a device, or a file in the place of a directory, and is not followed");
    }
}
