package dev.medialifecycle.imagekit;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.blob.StorageFailure;
import dev.medialifecycle.rest.RestAnswer;
import dev.medialifecycle.rest.RestDownload;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads originals from the URL endpoint, by URLs that are signed anew each time, so that no cache has the answer yet. */
final class Reading {
    private static final Duration LIFETIME = Duration.ofMinutes(15);
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes ([0-9]{1,18})-.*");

    private final ImageKitApi api;
    private final ImageKitUrls urls;
    private final Clock clock;

    Reading(ImageKitApi api, ImageKitUrls urls, Clock clock) {
        this.api = api;
        this.urls = urls;
        this.clock = clock;
    }

    InputStream open(BlobLocation location, ByteRange range) {
        String subject = "blob " + location;
        RestDownload download =
                api.read(urls.originalUrl(location, clock.instant().plus(LIFETIME)), header(range), subject);
        RestAnswer answer = download.answer();
        return switch (answer.status()) {
            case 200 -> new RangeStream(bytes(download, subject), range.offset(), range.length());
            case 206 ->
                new RangeStream(
                        bytes(download, subject), range.offset() - start(answer, subject, range), range.length());
            // There is a file, and it ends before the range begins.
            case 416 -> new ByteArrayInputStream(new byte[0]);
            case 404 -> throw StorageFailure.blobNotFound(location);
            default -> {
                download.close();
                throw answer.isSuccess() ? ApiFailure.unreadable(answer, subject) : ApiFailure.reading(answer, subject);
            }
        };
    }

    /** A range of no length asks for one byte, because only a request tells whether there is a blob. */
    private static @Nullable String header(ByteRange range) {
        if (range.offset() == 0 && range.length() == Long.MAX_VALUE) {
            return null;
        }
        long last = range.offset() + Math.max(1, range.length()) - 1;
        return "bytes=" + range.offset() + "-"
                + (last < range.offset() || range.length() == Long.MAX_VALUE ? "" : last);
    }

    private static InputStream bytes(RestDownload download, String subject) {
        return download.bytes().orElseThrow(() -> ApiFailure.unreadable(download.answer(), subject));
    }

    private static long start(RestAnswer answer, String subject, ByteRange range) {
        Matcher given = CONTENT_RANGE.matcher(answer.header("Content-Range").orElse(""));
        if (!given.matches() || Long.parseLong(given.group(1)) > range.offset()) {
            throw ApiFailure.unreadable(answer, subject);
        }
        return Long.parseLong(given.group(1));
    }
}
