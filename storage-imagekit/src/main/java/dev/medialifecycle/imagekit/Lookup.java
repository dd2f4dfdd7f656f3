package dev.medialifecycle.imagekit;

import dev.medialifecycle.blob.BlobLocation;
import java.util.List;
import java.util.Optional;

/** Finds the file of a location. Searches lag behind, so what one shows is asked for by its id before it is believed. */
final class Lookup {
    private final ImageKitApi api;
    private final RecentUploads recent;

    Lookup(ImageKitApi api, RecentUploads recent) {
        this.api = api;
        this.recent = recent;
    }

    /** What a search for one location came to. */
    sealed interface Hit {
        /** This file lies exactly there. */
        record Exact(String id) implements Hit {}

        /** None lies there, and so many files of the same name lie elsewhere. */
        record Elsewhere(int files) implements Hit {}

        /** No file has the name. */
        record Nowhere() implements Hit {}
    }

    /** The file that is there now. */
    Optional<RemoteFile> find(BlobLocation location) {
        String subject = "blob " + location;
        Optional<RemoteFile> own =
                recent.idOf(location).flatMap(id -> api.file(id, subject)).filter(file -> isAt(file, location));
        if (own.isPresent() || !NameRules.mayExist(location.key())) {
            return own;
        }
        return api.search(exactly(location), 0, subject).stream()
                .filter(file -> isAt(file, location))
                .findFirst()
                .flatMap(file -> api.file(file.id(), subject))
                .filter(file -> isAt(file, location));
    }

    /** By name first, which tells a file that was moved from one that is gone; then, if too many have the name, by folder too. */
    Hit search(BlobLocation location) {
        Optional<String> own = recent.idOf(location);
        if (own.isPresent()) {
            return new Hit.Exact(own.get());
        }
        if (!NameRules.mayExist(location.key())) {
            return new Hit.Nowhere();
        }
        String subject = "blob " + location;
        List<RemoteFile> named = api.search("type = \"file\" AND name = \"" + name(location) + "\"", 0, subject);
        Optional<RemoteFile> exact = exact(named, location);
        if (exact.isEmpty() && named.size() >= ImageKitApi.LARGEST_PAGE) {
            exact = exact(api.search(exactly(location), 0, subject), location);
        }
        if (exact.isPresent()) {
            return new Hit.Exact(exact.get().id());
        }
        return named.isEmpty() ? new Hit.Nowhere() : new Hit.Elsewhere(named.size());
    }

    static boolean isAt(RemoteFile file, BlobLocation location) {
        return file.path().equals(Account.path(location));
    }

    private static Optional<RemoteFile> exact(List<RemoteFile> files, BlobLocation location) {
        return files.stream().filter(file -> isAt(file, location)).findFirst();
    }

    private static String exactly(BlobLocation location) {
        String path = Account.path(location);
        return "type = \"file\" AND name = \"" + name(location) + "\" AND path = \""
                + path.substring(0, path.lastIndexOf('/') + 1) + "\"";
    }

    private static String name(BlobLocation location) {
        return location.key().substring(location.key().lastIndexOf('/') + 1);
    }
}
