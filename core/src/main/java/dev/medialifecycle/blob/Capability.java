package dev.medialifecycle.blob;

/** Powers a provider may lack. Declared means it works; undeclared means {@code UNSUPPORTED}, never a silent no-op. */
public enum Capability {
    /** A put to a taken key is refused by the service itself, even when two race. */
    CREATE_ONLY_PUT,
    /** {@link StorageProvider#list} works. */
    LIST,
    /** Listings come in the bytewise order of their keys. */
    ORDERED_LIST,
    /** {@link StorageProvider#open} fetches only the range. */
    RANGE_READ,
    /** {@link StorageProvider#publicUrl} works. */
    PUBLIC_URL,
    /** {@link StorageProvider#signedUrl} works. */
    SIGNED_URL,
    /** {@link StorageProvider#signedPut} works. */
    SIGNED_PUT,
    /** A put that never finished leaves parts behind, which {@link StorageProvider#abortUnfinished} removes. */
    ABORT_UNFINISHED,
    /** Blobs have an id of the service's own ({@link StoredBlob#handle()}), without which deleting costs a search. */
    HANDLES
}
