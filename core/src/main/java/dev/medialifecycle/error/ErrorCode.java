package dev.medialifecycle.error;

/** Stable codes of everything that can go wrong; {@code docs/errors.md} has a cause and a next step for each. */
public enum ErrorCode {
    /** A part that the facade needs was not configured, or a name in the configuration is unknown. */
    MISSING_PART("ML-CFG-001"),
    /** A service's credentials are missing, or are not of the kind that this work needs. */
    MISSING_CREDENTIALS("ML-CFG-002"),
    /** A webhook secret is missing, empty or too weak. */
    MISSING_SECRET("ML-CFG-003"),
    /** An upload policy, key template or key rule cannot work. */
    INVALID_POLICY("ML-CFG-004"),
    /** A provider lacks a capability that the configuration needs. */
    MISSING_CAPABILITY("ML-CFG-005"),
    /** A setting has a value that cannot be understood, or no setting has this name. */
    INVALID_SETTING("ML-CFG-006"),
    /** A vendor's deliveries prove too little to be believed, and nobody can be asked what is true. */
    UNPROVEN_VENDOR("ML-CFG-007"),

    /** The bytes are of a type that is not accepted. */
    UNSUPPORTED_TYPE("ML-UP-001"),
    /** More bytes than the policy allows. */
    TOO_LARGE("ML-UP-002"),
    /** The bytes contradict the declared type or the file's extension. */
    TYPE_MISMATCH("ML-UP-003"),
    /** No bytes, or a header that cannot be read. */
    UNREADABLE("ML-UP-004"),
    /** More pixels than the policy allows. */
    TOO_MANY_PIXELS("ML-UP-005"),
    /** More frames than the policy allows. */
    TOO_MANY_FRAMES("ML-UP-007"),
    /** Storage or repository failed while the upload was being stored. */
    UPLOAD_FAILED("ML-UP-010"),
    /** An upload without an owner. */
    MISSING_OWNER("ML-UP-020"),

    /** The key is taken; keys are never reused. */
    KEY_TAKEN("ML-ST-001"),
    /** The bucket or key has a form that no provider may store. */
    INVALID_LOCATION("ML-ST-002"),
    /** There is no blob at the location. */
    BLOB_NOT_FOUND("ML-ST-003"),
    /** The bucket does not exist. */
    BUCKET_NOT_FOUND("ML-ST-004"),
    /** The service refused for lack of permission. */
    STORAGE_DENIED("ML-ST-005"),
    /** The service is unreachable, broken or throttling. */
    STORAGE_UNAVAILABLE("ML-ST-006"),
    /** The bucket is being given up: nothing new may be written to it. */
    BUCKET_RETIRED("ML-ST-007"),
    /** The provider does not declare the capability. */
    STORAGE_UNSUPPORTED("ML-ST-008"),
    /** The request was sent and its outcome is not known. */
    STORAGE_OUTCOME_UNKNOWN("ML-ST-009"),
    /** The source of a put failed, or gave fewer or more bytes than it said; nothing was stored. */
    SOURCE_FAILED("ML-ST-010"),
    /** The service has locked the account for its quota or its bill: it refuses everything, even deletes. */
    QUOTA_LOCKED("ML-ST-011"),
    /** This machine's clock and the service's differ by more than signatures and ages can bear. */
    CLOCK_SKEW("ML-ST-012"),
    /** The service did something else than its provider declares. */
    STORAGE_LIES("ML-ST-013"),

    /** A URL that cannot be parsed, or that hides something a URL should not hold. */
    INVALID_URL("ML-URL-001"),
    /** A URL of somebody else's. */
    FOREIGN_URL("ML-URL-003"),

    /** No asset has this id. */
    ASSET_NOT_FOUND("ML-AST-001"),
    /** The asset is in a state in which this cannot be done. */
    ASSET_CLOSED("ML-AST-002"),

    /** No job has this id. */
    JOB_NOT_FOUND("ML-JOB-001"),
    /** The job is in a state in which this cannot be done. */
    JOB_CLOSED("ML-JOB-002"),
    /** The vendor's API could not be asked. */
    VENDOR_UNAVAILABLE("ML-JOB-003"),

    /** A delivery whose signature does not verify. */
    INVALID_SIGNATURE("ML-WH-001"),
    /** A delivery for a vendor that is not configured. */
    UNKNOWN_VENDOR("ML-WH-002"),
    /** A delivery whose signed time is too far from now. */
    STALE_DELIVERY("ML-WH-004"),
    /** A verified delivery whose body cannot be read. */
    UNREADABLE_DELIVERY("ML-WH-006"),
    /** A delivery body over the limit. */
    DELIVERY_TOO_LARGE("ML-WH-007"),
    /** A status word that the vendor's profile does not know. */
    UNKNOWN_STATUS("ML-WH-008"),
    /** A vendor says that a job ended otherwise than it did. */
    CONFLICTING_OUTCOME("ML-WH-009"),
    /** No delivery has this id. */
    DELIVERY_NOT_FOUND("ML-WH-010"),

    /** An output could not be downloaded. */
    DOWNLOAD_FAILED("ML-OUT-002"),
    /** An output arrived incomplete. */
    DOWNLOAD_TRUNCATED("ML-OUT-003"),
    /** An output's URL has expired at the vendor. */
    OUTPUT_EXPIRED("ML-OUT-004"),
    /** An output is larger than the policy allows. */
    OUTPUT_TOO_LARGE("ML-OUT-005"),
    /** An output's URL leads to an address that may not be fetched. */
    ADDRESS_REFUSED("ML-OUT-006"),
    /** An output's host is not on the vendor's list. */
    HOST_REFUSED("ML-OUT-007"),

    /** Nothing may be deleted: the host configured no reference source and did not say that it has none. */
    NO_REFERENCES("ML-DEL-001"),
    /** The store refused the delete, or removed nothing although the blob exists. */
    DELETE_DENIED("ML-DEL-003"),
    /** The store cannot tell which blob is meant, so nothing was deleted. */
    DELETE_UNRESOLVED("ML-DEL-004"),
    /** The blob belongs to somebody else, or a rule keeps it. */
    DELETE_PROTECTED("ML-DEL-005"),
    /** The store could not delete the blob for now. */
    DELETE_FAILED("ML-DEL-006"),
    /** The store said that the blob is deleted, and it is still there. */
    NOT_GONE("ML-DEL-007"),

    /** A listing ended early, so nothing may be concluded from it. */
    LISTING_INCOMPLETE("ML-SW-001"),
    /** A reference source failed, so nothing may be deleted. */
    REFERENCES_FAILED("ML-SW-002"),
    /** A reference source suddenly holds suspiciously little. */
    REFERENCES_SHRANK("ML-SW-003"),
    /** This duty is paused. */
    PAUSED("ML-SW-004"),
    /** A plan exceeds its limits. */
    LIMIT_EXCEEDED("ML-SW-005"),
    /** Another node is at this work, or has taken it over. */
    ANOTHER_NODE("ML-SW-006"),
    /** A sweep would have taken a blob that the library itself refers to. */
    CANARY_PROPOSED("ML-SW-007"),

    /** The bytes of an asset that was to move are not those that were recorded. */
    BYTES_DIFFER("ML-MV-001"),
    /** What was stored at the new place does not read back the same. */
    COPY_DIFFERS("ML-MV-002"),
    /** The host's rewriter or transaction failed while an asset moved. */
    HOST_FAILED("ML-MV-003"),

    /** The repository cannot be reached or failed. */
    REPOSITORY_UNAVAILABLE("ML-RP-001"),
    /** A row changed since it was read. */
    STALE_VERSION("ML-RP-002"),
    /** The schema is missing, newer or older than this library needs. */
    SCHEMA_MISMATCH("ML-RP-003");

    private final String code;

    ErrorCode(String code) {
        this.code = code;
    }

    /** The code as it stands in messages and documents, such as {@code ML-UP-001}. */
    public String code() {
        return code;
    }

    @Override
    public String toString() {
        return code;
    }
}
