package dev.medialifecycle.local;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.nio.file.Path;
import java.util.List;

/** Where things lie below the root: buckets beside {@code .medialifecycle}, whose name no bucket can have. */
record Layout(Path root) {
    private static final String OWN = ".medialifecycle";
    private static final int LONGEST_PATH = 4000;

    Path temporary() {
        return root.resolve(OWN).resolve("tmp");
    }

    /** Where a bucket's blobs grow until they are whole. */
    Path temporary(String bucket) {
        return walk(temporary(), FileNames.ofBlob(bucket));
    }

    Path bucket(String bucket) {
        return walk(root, FileNames.ofBlob(bucket));
    }

    Path types(String bucket) {
        return walk(root.resolve(OWN).resolve("meta"), FileNames.ofBlob(bucket));
    }

    /** The blob's file; {@code ML-ST-002} if no file system can be asked for a path this long. */
    Path file(BlobLocation location) {
        return blob(bucket(location.bucket()), location);
    }

    /** The file that holds the blob's content type. */
    Path type(BlobLocation location) {
        return blob(types(location.bucket()), location);
    }

    /** The directory of all keys that start with {@code folder}, which is empty or ends with a slash. */
    Path folder(String bucket, String folder) {
        Path path = bucket(bucket);
        for (int from = 0; from < folder.length(); from = folder.indexOf('/', from) + 1) {
            path = walk(path, FileNames.ofFolder(folder.substring(from, folder.indexOf('/', from))));
        }
        return path;
    }

    private static Path blob(Path start, BlobLocation location) {
        Path path = start;
        String key = location.key();
        int from = 0;
        for (int slash = key.indexOf('/'); slash >= 0; slash = key.indexOf('/', from)) {
            path = walk(path, FileNames.ofFolder(key.substring(from, slash)));
            from = slash + 1;
        }
        return checked(location, walk(path, FileNames.ofBlob(key.substring(from))));
    }

    private static Path walk(Path start, List<String> names) {
        Path path = start;
        for (String name : names) {
            path = path.resolve(name);
        }
        return path;
    }

    private static Path checked(BlobLocation location, Path path) {
        if (path.toString().length() > LONGEST_PATH) {
            throw new MediaLifecycleException(
                    ErrorCode.INVALID_LOCATION,
                    ErrorKind.REJECTED,
                    "Blob " + location + " needs a path of more than " + LONGEST_PATH
                            + " characters. Next: a shorter key, or a shorter root");
        }
        return path;
    }
}
