package dev.medialifecycle.testkit.sim;

import java.util.Base64;

/** The smallest real picture, and one that is none. */
final class Pictures {
    private static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAADklEQVR4nGNoAAMGCAUAKg4GARWeQtcAAAAASUVORK5CYII=";

    static final String URI = "data:image/png;base64," + PNG;
    static final String BROKEN_URI = "data:image/png;base64,AAAAAAAA";

    private Pictures() {}

    static byte[] png() {
        return Base64.getDecoder().decode(PNG);
    }
}
