package dev.medialifecycle.examples.app.media;

/** The buckets of this host. */
public final class Buckets {
    /** Private: read by signed URL only. */
    public static final String INPUTS = "inputs";

    /** Public: whoever has the URL may read it. */
    public static final String MEDIA = "media";

    private Buckets() {}
}
