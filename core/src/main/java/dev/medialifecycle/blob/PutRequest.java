package dev.medialifecycle.blob;

/** One create-only write; a key is never reused and a blob is never overwritten. */
public record PutRequest(BlobLocation location, BlobSource source, String contentType) {}
