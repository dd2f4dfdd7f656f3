package dev.medialifecycle.testkit.imagekit;

import java.util.regex.Pattern;

/** What a request to ImageKit asks for. */
public enum ImageKitOperation {
    /** Uploads a file. */
    UPLOAD("POST", "/api/v1/files/upload"),
    /** Lists or searches. */
    SEARCH("GET", "/v1/files"),
    /** Asks for the status of a purge. */
    PURGE_STATUS("GET", "/v1/files/purge/[^/]+"),
    /** Asks for a file by its id. */
    DETAILS("GET", "/v1/files/[^/]+/details"),
    /** Lists the versions of a file. */
    VERSIONS("GET", "/v1/files/[^/]+/versions"),
    /** Deletes one version of a file. */
    DELETE_VERSION("DELETE", "/v1/files/[^/]+/versions/[^/]+"),
    /** Deletes one file. */
    DELETE("DELETE", "/v1/files/[^/]+"),
    /** Deletes up to a hundred files. */
    BULK_DELETE("POST", "/v1/files/batch/deleteByFileIds"),
    /** Has the caches forget a URL. */
    PURGE("POST", "/v1/files/purge"),
    /** Creates a folder. */
    CREATE_FOLDER("POST", "/v1/folder"),
    /** Reads from the URL endpoint. */
    READ("GET|HEAD", "/fake(/.*)?"),
    /** Something else, which is answered by 404. */
    UNKNOWN(".*", ".*");

    private final Pattern method;
    private final Pattern path;

    ImageKitOperation(String method, String path) {
        this.method = Pattern.compile(method);
        this.path = Pattern.compile(path);
    }

    static ImageKitOperation of(String method, String path) {
        for (ImageKitOperation operation : values()) {
            if (operation.method.matcher(method).matches()
                    && operation.path.matcher(path).matches()) {
                return operation;
            }
        }
        return UNKNOWN;
    }

    /** Whether it needs a key and counts against the rate limit; uploads need a key and do not count. */
    boolean isLimited() {
        return this != UPLOAD && this != READ;
    }
}
