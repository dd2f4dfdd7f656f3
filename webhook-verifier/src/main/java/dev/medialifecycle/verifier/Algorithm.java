package dev.medialifecycle.verifier;

/** How a signature is made from a key and the signed content; one scheme has exactly one. */
public enum Algorithm {
    /** HMAC with SHA-256 (RFC 2104), 32 bytes. */
    HMAC_SHA256("HmacSHA256", 32);

    private final String jcaName;
    private final int signatureLength;

    Algorithm(String jcaName, int signatureLength) {
        this.jcaName = jcaName;
        this.signatureLength = signatureLength;
    }

    /** The name that {@link javax.crypto.Mac#getInstance(String)} knows it by. */
    public String jcaName() {
        return jcaName;
    }

    /** How many bytes a signature has, no more and no fewer. */
    public int signatureLength() {
        return signatureLength;
    }
}
