package dev.medialifecycle.blob;

import java.net.URI;
import java.util.Map;

/**
 * Leave for somebody without credentials, such as a browser, to store one blob: send the bytes to the URL with this method and
 * exactly these headers. The URL is a secret for as long as it lasts and is never logged.
 */
public record SignedPut(URI url, String method, Map<String, String> headers) {
    /** Copies the headers. */
    public SignedPut {
        headers = Map.copyOf(headers);
    }

    /** Names the host only, because the URL is as good as a password. */
    @Override
    public String toString() {
        return method + " " + url.getHost() + "/…";
    }
}
