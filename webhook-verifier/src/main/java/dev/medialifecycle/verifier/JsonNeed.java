package dev.medialifecycle.verifier;

/** Notices when a verifier is built, and not with its first delivery, that JSON cannot be read. */
final class JsonNeed {
    private static final byte[] ANY = {'{', '}'};

    private JsonNeed() {}

    /** Throws {@link IllegalStateException} if jackson-core is not there. */
    static void require(Scheme scheme) {
        try {
            JsonText.object(ANY);
        } catch (LinkageError e) {
            throw new IllegalStateException(
                    "Scheme " + scheme.name() + " reads JSON. Next: add com.fasterxml.jackson.core:jackson-core.", e);
        }
    }
}
