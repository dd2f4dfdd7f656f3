package dev.medialifecycle.supabase;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.blob.StorageFailure;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.rest.Json;
import dev.medialifecycle.rest.RestAnswer;
import dev.medialifecycle.rest.RestDownload;
import dev.medialifecycle.rest.RestRequest;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** What is there, and its bytes. */
final class Reads {
    private final Service service;
    private final Keys keys;

    Reads(Service service, Keys keys) {
        this.service = service;
        this.keys = keys;
    }

    /** Asks where an expired key is called one; elsewhere it makes a bucket look as if it were not there. */
    Optional<StoredBlob> stat(BlobLocation location) {
        keys.requireOwn(location);
        if (!keys.isPossible(location.key())) {
            service.requireBucket(location.bucket());
            return Optional.empty();
        }
        String subject = "the look at " + location;
        RestAnswer answer =
                service.send(RestRequest.reading(subject, "GET", service.url("/object/info/authenticated/", location)));
        if (answer.isSuccess()) {
            return Optional.of(stored(location, answer.json(), subject));
        }
        Refusal refusal = Refusal.of(answer);
        switch (refusal.meaning()) {
            case NO_KEY, INVALID_KEY -> {
                service.requireBucket(location.bucket());
                return Optional.empty();
            }
            case NO_BUCKET -> throw StorageFailure.bucketNotFound(location.provider(), location.bucket());
            default -> throw refusal.failure(subject, false);
        }
    }

    InputStream open(BlobLocation location, ByteRange range) {
        keys.requireOwn(location);
        boolean isPossible = keys.isPossible(location.key());
        if (!isPossible || range.length() == 0) {
            if (stat(location).isEmpty()) {
                throw StorageFailure.blobNotFound(location);
            }
            return InputStream.nullInputStream();
        }
        RestRequest whole =
                RestRequest.reading("the bytes of " + location, "GET", service.url("/object/authenticated/", location));
        boolean isWhole = range.offset() == 0 && range.length() == Long.MAX_VALUE;
        RestDownload download = service.download(isWhole ? whole : whole.header("Range", header(range)));
        Optional<InputStream> bytes = download.bytes();
        if (bytes.isEmpty()) {
            return refused(location, range, Refusal.of(download.answer()), isWhole);
        }
        if (isWhole) {
            return bytes.get();
        }
        return download.answer().status() == 206
                ? part(location, range, download, bytes.get())
                : new RangeStream(bytes.get(), range);
    }

    /** What a listing and a look say in the same words under other names. */
    static StoredBlob stored(BlobLocation location, Optional<Long> size, Optional<String> type, Optional<String> time) {
        return new StoredBlob(
                location,
                null,
                type.orElse("application/octet-stream"),
                size.orElse(0L),
                time.flatMap(Reads::instant).orElse(null));
    }

    private static StoredBlob stored(BlobLocation location, Json info, String subject) {
        if (info.at("name").text().filter(location.key()::equals).isEmpty()) {
            throw Service.unreadable(subject);
        }
        return stored(
                location,
                info.at("size").wholeNumber(),
                info.at("content_type").text(),
                info.at("last_modified").text());
    }

    private InputStream part(BlobLocation location, ByteRange range, RestDownload download, InputStream bytes) {
        String given = download.answer().header("Content-Range").orElse("");
        if (!given.startsWith("bytes " + range.offset() + "-")) {
            download.close();
            throw Service.unreadable("the bytes of " + location);
        }
        return bytes;
    }

    /** A range that begins past the end is refused by some back ends, and breaks others; both look the same from here. */
    private InputStream refused(BlobLocation location, ByteRange range, Refusal refusal, boolean isWhole) {
        return switch (refusal.meaning()) {
            case NO_KEY, INVALID_KEY -> throw StorageFailure.blobNotFound(location);
            case NO_BUCKET -> throw StorageFailure.bucketNotFound(location.provider(), location.bucket());
            case BAD_RANGE, BROKEN, REJECTED -> {
                MediaLifecycleException failure = refusal.failure("the bytes of " + location, false);
                if (!isWhole && stat(location).map(StoredBlob::size).orElse(Long.MAX_VALUE) <= range.offset()) {
                    yield InputStream.nullInputStream();
                }
                throw failure;
            }
            default -> throw refusal.failure("the bytes of " + location, false);
        };
    }

    private static String header(ByteRange range) {
        boolean isOpen = range.length() > Long.MAX_VALUE - range.offset();
        return "bytes=" + range.offset() + "-" + (isOpen ? "" : range.offset() + range.length() - 1);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
