package dev.medialifecycle.local;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.nio.file.Path;

/** Where things lie below the root: buckets beside {@code .medialifecycle}, whose name no bucket can have. */
record Layout(Path root) {
    private static final String OWN = ".medialifecycle";
    private static final int LONGEST_PATH = 4000;

    Path temporary() {
        return root.resolve(OWN).resolve("tmp");
    }

    Path bucket(String bucket) {
        return below(root, bucket);
    }

    Path types(String bucket) {
        return below(root.resolve(OWN).resolve("meta"), bucket);
    }

    /** The blob's file; {@code ML-ST-002} if no file system can be asked for a path this long. */
    Path file(BlobLocation location) {
        return checked(location, below(bucket(location.bucket()), location.key()));
    }

    /** The file that holds the blob's content type; its name can be no directory's. */
    Path type(BlobLocation location) {
        Path path = below(types(location.bucket()), location.key());
        return checked(location, path.resolveSibling(path.getFileName() + "="));
    }

    /** The directory of all keys that start with {@code folder} and a slash. */
    Path folder(String bucket, String folder) {
        return below(bucket(bucket), folder);
    }

    private static Path below(Path start, String key) {
        Path path = start;
        for (String segment : key.split("/")) {
            for (String name : FileNames.of(segment)) {
                path = path.resolve(name);
            }
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
