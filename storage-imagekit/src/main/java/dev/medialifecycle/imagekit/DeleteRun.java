package dev.medialifecycle.imagekit;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.StorageFailure;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.imagekit.Lookup.Hit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call of delete: which file each blob is, and what became of it. Not thread-safe, used once. */
final class DeleteRun {
    private static final Logger LOG = LoggerFactory.getLogger(DeleteRun.class);
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final Map<BlobLocation, Deletion> verdicts = new HashMap<>();
    private final Map<String, BlobLocation> certain = new LinkedHashMap<>();
    private final List<StoredBlob> toSearch = new ArrayList<>();
    private final ImageKitApi api;
    private final Account account;
    private final Lookup lookup;
    private final RecentUploads recent;
    private @Nullable MediaLifecycleException denied;
    private @Nullable MediaLifecycleException failedSearch;
    private int failedSearches;

    DeleteRun(ImageKitApi api, Account account, Lookup lookup, RecentUploads recent) {
        this.api = api;
        this.account = account;
        this.lookup = lookup;
        this.recent = recent;
    }

    /** A verdict for each location; each is asked for once at most. */
    Map<BlobLocation, Deletion> run(Collection<StoredBlob> blobs) {
        Map<String, StoredBlob> byHandle = new LinkedHashMap<>();
        for (StoredBlob blob : blobs) {
            try {
                account.requireOwn(blob.location());
                String handle = blob.handle();
                if (handle == null || !ID.matcher(handle).matches() || byHandle.putIfAbsent(handle, blob) != null) {
                    toSearch.add(blob);
                }
            } catch (MediaLifecycleException e) {
                fail(blob.location(), e);
            }
        }
        Chunks.of(byHandle, ImageKitApi.LARGEST_BATCH).forEach(this::checkHandles);
        erase();
        toSearch.forEach(this::search);
        erase();
        warn();
        return verdicts;
    }

    /** A file keeps its id when somebody moves it, and whoever moved it wants to keep it. */
    private void checkHandles(Map<String, StoredBlob> blobs) {
        Map<String, String> paths = new HashMap<>();
        if (blobs.size() > 1) {
            try {
                String ids = "\"" + String.join("\", \"", blobs.keySet()) + "\"";
                ask(() -> api.search("type = \"file\" AND id IN [" + ids + "]", 0, "the files to delete"))
                        .forEach(file -> paths.put(file.id(), file.path()));
            } catch (MediaLifecycleException e) {
                blobs.values().forEach(blob -> fail(blob.location(), e));
                return;
            }
        }
        blobs.forEach((id, blob) -> {
            if (Account.path(blob.location()).equals(paths.get(id))) {
                certain.put(id, blob.location());
            } else {
                checkHandle(id, blob);
            }
        });
    }

    /** The last word on an id that a search does not show, or shows elsewhere. */
    private void checkHandle(String id, StoredBlob blob) {
        BlobLocation location = blob.location();
        try {
            Optional<RemoteFile> file = ask(() -> api.file(id, "blob " + location));
            if (file.isEmpty()) {
                absent(location);
            } else if (Lookup.isAt(file.get(), location)) {
                certain.put(id, location);
            } else {
                refuse(location, "the file with its id lies elsewhere now, so somebody moved it");
            }
        } catch (MediaLifecycleException e) {
            if (e.kind() == ErrorKind.REJECTED) {
                toSearch.add(blob);
            } else {
                fail(location, e);
            }
        }
    }

    private void search(StoredBlob blob) {
        BlobLocation location = blob.location();
        try {
            Hit hit = ask(() -> lookup.search(location));
            if (hit instanceof Hit.Exact exact) {
                certain.put(exact.id(), location);
            } else if (blob.modifiedAt() != null && recent.mayBeUnseen(blob.modifiedAt())) {
                verdicts.put(
                        location,
                        Deletion.failed(
                                        location,
                                        ErrorKind.UNAVAILABLE,
                                        "it is so young that ImageKit's search may not show it yet")
                                .retryAfter(recent.untilSeen(blob.modifiedAt())));
            } else if (hit instanceof Hit.Elsewhere elsewhere) {
                refuse(
                        location,
                        "no file lies exactly there, and " + elsewhere.files()
                                + " of the same name lie elsewhere; it may have been moved");
            } else {
                absent(location);
            }
        } catch (MediaLifecycleException e) {
            fail(location, e);
            failedSearch = failedSearch == null ? e : failedSearch;
            failedSearches++;
        }
    }

    private void erase() {
        Chunks.of(certain, ImageKitApi.LARGEST_BATCH).forEach(this::erase);
        certain.clear();
    }

    private void erase(Map<String, BlobLocation> chunk) {
        Map<String, BlobLocation> left = new LinkedHashMap<>(chunk);
        while (left.size() > 1) {
            BulkAnswer answer;
            try {
                answer = ask(() -> api.delete(List.copyOf(left.keySet())));
            } catch (MediaLifecycleException e) {
                if (e.kind() == ErrorKind.REJECTED) {
                    break;
                }
                left.values().forEach(location -> fail(location, e));
                return;
            }
            int before = left.size();
            note(answer, left);
            boolean isDone = answer.missing().isEmpty();
            if (isDone || left.size() == before) {
                break;
            }
        }
        // One by one for whom it was not said, or not believably: each gets an answer of its own.
        left.forEach(this::eraseOne);
    }

    private void note(BulkAnswer answer, Map<String, BlobLocation> left) {
        answer.deleted().forEach(id -> Optional.ofNullable(left.remove(id)).ifPresent(this::deleted));
        answer.missing().forEach(id -> Optional.ofNullable(left.remove(id)).ifPresent(this::absent));
        answer.failed()
                .forEach((id, why) -> Optional.ofNullable(left.remove(id))
                        .ifPresent(location -> verdicts.put(
                                location,
                                Deletion.failed(
                                        location, ErrorKind.UNAVAILABLE, "ImageKit could not delete it: " + why))));
    }

    private void eraseOne(String id, BlobLocation location) {
        try {
            if (ask(() -> api.delete(id, "blob " + location))) {
                deleted(location);
            } else {
                absent(location);
            }
        } catch (MediaLifecycleException e) {
            fail(location, e);
        }
    }

    private void deleted(BlobLocation location) {
        recent.remove(location);
        verdicts.put(location, Deletion.deleted(location));
    }

    /** Nothing is there for whoever asks with the key of another account, so the folder must be there at least. */
    private void absent(BlobLocation location) {
        try {
            ask(() -> {
                account.requireFolder(location.bucket());
                return location;
            });
            recent.remove(location);
            verdicts.put(location, Deletion.alreadyAbsent(location));
            LOG.info("File already deleted or not found on ImageKit: {}", location);
        } catch (MediaLifecycleException e) {
            fail(location, e);
        }
    }

    private void refuse(BlobLocation location, String why) {
        verdicts.put(location, Deletion.refused(location, Deletion.Verdict.UNRESOLVED, why));
    }

    private void fail(BlobLocation location, MediaLifecycleException e) {
        verdicts.put(
                location,
                e.kind() == ErrorKind.DENIED
                        ? StorageFailure.deniedDeletion(location, "ImageKit refused the private key")
                        : StorageFailure.verdict(location, e));
    }

    /** A key that is refused once is refused for everything. */
    private <T> T ask(Supplier<T> question) {
        if (denied != null) {
            throw denied;
        }
        try {
            return question.get();
        } catch (MediaLifecycleException e) {
            denied = e.kind() == ErrorKind.DENIED ? e : null;
            throw e;
        }
    }

    private void warn() {
        if (failedSearch != null) {
            LOG.warn(
                    "ImageKit could not be searched for {} of {} blobs to delete; they stay for now. {}",
                    failedSearches,
                    verdicts.size(),
                    failedSearch.getMessage());
        }
    }
}
