package dev.medialifecycle.imagekit;

import dev.medialifecycle.blob.BlobPage;
import dev.medialifecycle.blob.StorageFailure;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lists a bucket by the time at which its files were created. ImageKit pages by counting, so that whatever is deleted meanwhile
 * shifts files out of sight; a page here ends with a whole second, and the next one begins with a later second. Only the files
 * of one second are counted, where there are more of them than a page holds, and then pages overlap so that a gap is noticed.
 */
final class Listing {
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final String TOKEN = "since-";
    private static final int OVERLAP = 100;

    /** The most files of one second that are kept in memory. */
    private static final int MOST_OF_A_SECOND = 100_000;

    private final String provider;
    private final Account account;
    private final ImageKitApi api;

    Listing(String provider, Account account, ImageKitApi api) {
        this.provider = provider;
        this.account = account;
        this.api = api;
    }

    BlobPage page(String bucket, String prefix, @Nullable String token) {
        long from = secondIn(token);
        account.requireFolder(bucket);
        if (!NameRules.mayExist(prefix)) {
            return new BlobPage(List.of(), null);
        }
        String subject = "the listing of " + provider + ":" + bucket + "/" + prefix;
        String query = query(bucket, prefix, token == null ? null : Instant.ofEpochSecond(from));
        Map<String, RemoteFile> files = new LinkedHashMap<>();
        List<RemoteFile> part = api.search(query, 0, subject);
        part.forEach(file -> files.put(file.id(), file));
        while (isFull(part)) {
            long last = secondOf(part.get(part.size() - 1), subject);
            if (last > secondOf(part.get(0), subject)) {
                return page(bucket, prefix, before(files, last, subject), TOKEN + last);
            }
            part = next(query, files, subject);
        }
        return page(bucket, prefix, List.copyOf(files.values()), null);
    }

    /** The files that follow, which must begin with some that were seen: else more were deleted meanwhile than overlap. */
    private List<RemoteFile> next(String query, Map<String, RemoteFile> files, String subject) {
        if (files.size() > MOST_OF_A_SECOND) {
            throw broken(subject, "more than " + MOST_OF_A_SECOND + " files were created in one second");
        }
        List<RemoteFile> part = api.search(query, files.size() - OVERLAP, subject);
        if (part.isEmpty() || !files.containsKey(part.get(0).id())) {
            throw broken(subject, "too many files were deleted while it was made");
        }
        int before = files.size();
        part.forEach(file -> files.put(file.id(), file));
        if (isFull(part) && files.size() == before) {
            throw broken(subject, "it shows the same files again and again");
        }
        return part;
    }

    private BlobPage page(String bucket, String prefix, List<RemoteFile> files, @Nullable String next) {
        List<StoredBlob> blobs = new ArrayList<>();
        for (RemoteFile file : files) {
            account.locationOf(file, bucket)
                    .filter(location -> location.key().startsWith(prefix))
                    .ifPresent(location -> blobs.add(Account.blob(location, file)));
        }
        return new BlobPage(blobs, next);
    }

    private static List<RemoteFile> before(Map<String, RemoteFile> files, long second, String subject) {
        return files.values().stream()
                .filter(file -> secondOf(file, subject) < second)
                .toList();
    }

    private static String query(String bucket, String prefix, @Nullable Instant from) {
        String folder = "/" + bucket + "/" + prefix.substring(0, prefix.lastIndexOf('/') + 1);
        return "type = \"file\" AND path : \"" + folder + "\""
                + Optional.ofNullable(from)
                        .map(second -> " AND createdAt >= \"" + SECOND.format(second) + "\"")
                        .orElse("");
    }

    private static long secondOf(RemoteFile file, String subject) {
        if (file.createdAt() == null) {
            throw broken(subject, "ImageKit does not say when a file was created");
        }
        return file.createdAt().getEpochSecond();
    }

    private static boolean isFull(List<RemoteFile> files) {
        return files.size() >= ImageKitApi.LARGEST_PAGE;
    }

    private long secondIn(@Nullable String token) {
        if (token == null) {
            return 0;
        }
        if (!token.matches(TOKEN + "[0-9]{1,11}")) {
            throw StorageFailure.unknownToken(provider);
        }
        return Long.parseLong(token.substring(TOKEN.length()));
    }

    private static MediaLifecycleException broken(String subject, String why) {
        return new MediaLifecycleException(
                ErrorCode.LISTING_INCOMPLETE,
                ErrorKind.UNAVAILABLE,
                "ImageKit cannot finish " + subject + ": " + why + ". Next: list again, at a quieter time if it lasts");
    }
}
