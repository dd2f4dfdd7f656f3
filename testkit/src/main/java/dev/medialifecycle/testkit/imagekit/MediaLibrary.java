package dev.medialifecycle.testkit.imagekit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The files and folders of one account. Every method is one step that nobody sees half of. */
final class MediaLibrary {
    private static final int LONGEST_BATCH = 100;
    private static final int MOST_VERSIONS = 100;

    private final Map<String, StoredFile> files = new LinkedHashMap<>();
    private final Map<String, String> idsByPath = new HashMap<>();
    private final Set<String> folders = new LinkedHashSet<>(Set.of("/"));
    private final Map<String, String> stubborn = new HashMap<>();
    private final SearchIndex index = new SearchIndex();
    private final Clock clock;
    private long largest = 25L * 1024 * 1024;
    private long lastId = 0x64f0_0000_0000L;

    MediaLibrary(Clock clock) {
        this.clock = clock;
    }

    synchronized void indexLag(Duration time) {
        index.lag(time);
    }

    synchronized void largestFile(long bytes) {
        largest = bytes;
    }

    /** Makes bulk deletes fail for this file with this error. */
    synchronized void stubborn(String id, String error) {
        stubborn.put(id, error);
    }

    synchronized void docile() {
        stubborn.clear();
    }

    synchronized StoredFile upload(UploadOrder order) {
        return store(order, order.keptFolder(), order.keptName());
    }

    /** As the dashboard does, which changes no name. */
    synchronized StoredFile add(UploadOrder order) {
        return store(order, order.folder(), order.fileName());
    }

    private StoredFile store(UploadOrder order, String folder, String plainName) {
        if (order.bytes().length == 0) {
            throw ApiRefusal.of(400, "Missing file parameter for upload, or the file is empty.");
        }
        if (order.bytes().length > largest) {
            throw ApiRefusal.of(400, "File size exceeds the limit of your account.");
        }
        String name = order.isUnique() ? unique(plainName) : plainName;
        String taken = idsByPath.get(folder + name);
        if (taken != null && !order.mayOverwrite()) {
            throw ApiRefusal.of(400, "There is a file at this location, and overwriteFile is false.");
        }
        addFolders(folder);
        Instant now = now();
        StoredFile.Version version =
                new StoredFile.Version(nextId(), order.bytes().clone(), now);
        StoredFile file = taken == null
                ? new StoredFile(
                        version.id(),
                        folder,
                        name,
                        order.mime(),
                        order.isPrivate(),
                        order.tags(),
                        List.of(version),
                        now,
                        now)
                : overwritten(taken, version, order.tags());
        keep(file);
        return file;
    }

    synchronized Optional<StoredFile> find(String id) {
        return Optional.ofNullable(files.get(id));
    }

    synchronized Optional<StoredFile> at(String path) {
        return Optional.ofNullable(idsByPath.get(path)).map(files::get);
    }

    synchronized List<StoredFile> all() {
        return List.copyOf(files.values());
    }

    synchronized List<IndexEntry> search(SearchRequest request) {
        Instant now = now();
        return request.answer(index.at(now), now);
    }

    synchronized void move(String id, String path) {
        StoredFile file = get(id);
        int slash = path.lastIndexOf('/');
        addFolders(path.substring(0, slash + 1));
        idsByPath.remove(file.path());
        keep(file.at(path.substring(0, slash + 1), path.substring(slash + 1), now()));
    }

    /** The file that was deleted. */
    synchronized StoredFile delete(String id) {
        StoredFile file = files.remove(id);
        if (file == null) {
            throw ApiRefusal.of(404, "The requested file does not exist.");
        }
        idsByPath.remove(file.path());
        index.remove(id, now());
        return file;
    }

    /** The ids that were deleted and those that could not be; one id that does not exist fails them all. */
    synchronized List<List<String>> delete(List<String> ids) {
        if (ids.isEmpty() || ids.size() > LONGEST_BATCH) {
            throw ApiRefusal.of(400, "fileIds must be an array of 1 to 100 ids.");
        }
        List<String> missing =
                ids.stream().distinct().filter(id -> !files.containsKey(id)).toList();
        if (!missing.isEmpty()) {
            throw ApiRefusal.withBody(404, ApiJson.missing(missing));
        }
        List<String> deleted = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        for (String id : new LinkedHashSet<>(ids)) {
            if (stubborn.containsKey(id)) {
                failed.add(id);
            } else {
                delete(id);
                deleted.add(id);
            }
        }
        return List.of(deleted, failed);
    }

    synchronized @Nullable String errorOf(List<String> failed) {
        return failed.isEmpty() ? null : stubborn.get(failed.get(0));
    }

    synchronized void deleteVersion(String id, String version) {
        StoredFile file = get(id);
        if (file.current().id().equals(version)) {
            throw ApiRefusal.of(400, "The current version cannot be deleted.");
        }
        StoredFile rest = file.without(version);
        if (rest.versions().size() == file.versions().size()) {
            throw ApiRefusal.of(404, "The requested version does not exist.");
        }
        keep(rest);
    }

    synchronized void createFolder(String path) {
        addFolders(path.endsWith("/") ? path : path + "/");
    }

    /** Removes the folder and everything below it. */
    synchronized void deleteFolder(String path) {
        String folder = path.endsWith("/") ? path : path + "/";
        all().stream().filter(file -> file.folder().startsWith(folder)).forEach(file -> delete(file.id()));
        for (String below : List.copyOf(folders)) {
            if (below.startsWith(folder)) {
                folders.remove(below);
                index.remove("folder:" + below, now());
            }
        }
    }

    private StoredFile get(String id) {
        return find(id).orElseThrow(() -> ApiRefusal.of(404, "The requested file does not exist."));
    }

    private StoredFile overwritten(String id, StoredFile.Version version, List<String> tags) {
        StoredFile old = get(id);
        if (old.versions().size() == MOST_VERSIONS) {
            throw ApiRefusal.of(400, "A file can have at most 100 versions.");
        }
        return old.overwritten(version, tags);
    }

    private void keep(StoredFile file) {
        files.put(file.id(), file);
        idsByPath.put(file.path(), file.id());
        index.put(IndexEntry.of(file), now());
    }

    private void addFolders(String path) {
        for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
            String folder = path.substring(0, slash + 1);
            if (folders.add(folder)) {
                int above = folder.lastIndexOf('/', slash - 1) + 1;
                index.put(
                        new IndexEntry(
                                "folder:" + folder,
                                folder.substring(0, above),
                                folder.substring(above, slash),
                                now(),
                                null),
                        now());
            }
        }
    }

    private String unique(String name) {
        int dot = name.lastIndexOf('.');
        String suffix = "_" + Long.toString(0x1_0000_0000L + lastId * 7919, 36);
        return dot < 0 ? name + suffix : name.substring(0, dot) + suffix + name.substring(dot);
    }

    private String nextId() {
        return "%024x".formatted(++lastId);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
