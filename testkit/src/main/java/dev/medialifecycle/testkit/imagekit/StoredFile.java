package dev.medialifecycle.testkit.imagekit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A file with its bytes and older versions; {@code folder} starts and ends with a slash. */
record StoredFile(
        String id,
        String folder,
        String name,
        String mime,
        boolean isPrivate,
        List<String> tags,
        List<Version> versions,
        Instant createdAt,
        Instant updatedAt) {

    /** One of the contents that a file had; the last one is what is served. */
    record Version(String id, byte[] bytes, Instant createdAt) {}

    String path() {
        return folder + name;
    }

    Version current() {
        return versions.get(versions.size() - 1);
    }

    byte[] bytes() {
        return current().bytes();
    }

    boolean isImage() {
        return mime.startsWith("image/");
    }

    boolean isVideo() {
        return mime.startsWith("video/");
    }

    StoredFile at(String newFolder, String newName, Instant now) {
        return new StoredFile(id, newFolder, newName, mime, isPrivate, tags, versions, createdAt, now);
    }

    StoredFile overwritten(Version version, List<String> newTags) {
        List<Version> all = new ArrayList<>(versions);
        all.add(version);
        return new StoredFile(
                id, folder, name, mime, isPrivate, newTags, List.copyOf(all), createdAt, version.createdAt());
    }

    StoredFile without(String version) {
        List<Version> rest =
                versions.stream().filter(one -> !one.id().equals(version)).toList();
        return new StoredFile(id, folder, name, mime, isPrivate, tags, rest, createdAt, updatedAt);
    }

    MediaFile shown() {
        return new MediaFile(id, path(), bytes().length, mime, isPrivate, tags, versions.size(), createdAt, updatedAt);
    }
}
