package dev.medialifecycle.verifier;

/** How a signature is made from a key and the signed content; one scheme has exactly one, and keys of one kind fit no other. */
public enum Algorithm {
    /** HMAC with SHA-256 (RFC 2104), 32 bytes. */
    HMAC_SHA256("HmacSHA256", 32),
    /** A plain SHA-256 over content that holds the secret itself, 32 bytes. */
    SHA256("SHA-256", 32),
    /** A plain SHA-1 over content that holds the secret itself, 20 bytes; broken as a hash, and only for who has nothing better. */
    SHA1("SHA-1", 20),
    /** Ed25519 (RFC 8032), 64 bytes. */
    ED25519("Ed25519", 64),
    /** A JSON Web Token (RFC 7519) signed by RSA with SHA-256, which is header, claims and signature in one. */
    RS256_JWT("SHA256withRSA", 0),
    /** Nothing is signed: the sender repeats a token, and the hashes of the two are compared. */
    TOKEN("SHA-256", 32);

    private final String jcaName;
    private final int signatureLength;

    Algorithm(String jcaName, int signatureLength) {
        this.jcaName = jcaName;
        this.signatureLength = signatureLength;
    }

    /** The name that the JDK's cryptography knows it by. */
    public String jcaName() {
        return jcaName;
    }

    /** How many bytes a signature has, no more and no fewer; 0 if that depends on the key. */
    public int signatureLength() {
        return signatureLength;
    }

    /** Whether the content holds the secret itself. */
    boolean isDigest() {
        return this == SHA256 || this == SHA1;
    }

    /** Whether a signature is made over content of the scheme's own. */
    boolean signsContent() {
        return this != TOKEN && this != RS256_JWT;
    }

    /** Whether what verifies a signature cannot make one. */
    boolean isAsymmetric() {
        return this == ED25519 || this == RS256_JWT;
    }
}
