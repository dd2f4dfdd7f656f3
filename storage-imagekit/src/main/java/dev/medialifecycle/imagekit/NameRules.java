package dev.medialifecycle.imagekit;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.util.regex.Pattern;

/** Which names ImageKit keeps as they are: it replaces all other characters, and says nothing about it. */
final class NameRules {
    private static final Pattern FOLDER = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");

    /** There is no way to write these in a query, and no file has them in its name. */
    private static final Pattern UNWRITABLE = Pattern.compile("[\"\\\\\\p{Cntrl}]");

    private NameRules() {}

    static boolean keepsFolder(String name) {
        return FOLDER.matcher(name).matches();
    }

    /** Refuses with {@code ML-ST-002} a key that ImageKit would change or take for something else. */
    static void requireKept(BlobLocation location) {
        String key = location.key();
        int slash = key.lastIndexOf('/');
        for (String folder : slash < 0 ? new String[0] : key.substring(0, slash).split("/", -1)) {
            if (!keepsFolder(folder)) {
                throw refused(location, "ImageKit keeps only A-Z, a-z, 0-9, _ and - in the names of folders");
            }
        }
        if (!NAME.matcher(key.substring(slash + 1)).matches()) {
            throw refused(location, "ImageKit keeps only A-Z, a-z, 0-9, dot, _ and - in the names of files");
        }
        if (ImageKitUrls.looksDerived(key)) {
            throw refused(location, "ImageKit keeps names that begin with ik- for what it derives from files");
        }
    }

    /** Whether a file of this key could be searched for; there is none of any other. */
    static boolean mayExist(String key) {
        return !UNWRITABLE.matcher(key).find();
    }

    private static MediaLifecycleException refused(BlobLocation location, String why) {
        return new MediaLifecycleException(
                ErrorCode.INVALID_LOCATION,
                ErrorKind.REJECTED,
                "Blob " + location + " not stored: " + why + ". Next: let the key template name it otherwise");
    }
}
