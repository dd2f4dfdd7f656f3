package dev.medialifecycle.examples.quickstart;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobSource;
import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.blob.Located;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.examples.quickstart.Account.Kept;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Looks at the disk past the library, as an auditor would. */
final class Store {
    private final StorageProvider disk;
    private final Gallery gallery;

    Store(StorageProvider disk, Gallery gallery) {
        this.disk = disk;
        this.gallery = gallery;
    }

    /** Puts a file behind the library's back, under a key of its own each time. */
    BlobLocation plant(String key, Path file) {
        String unique = key.replace(".", "-" + UUID.randomUUID().toString().substring(0, 8) + ".");
        BlobLocation location = new BlobLocation("disk", "media", unique);
        disk.put(new PutRequest(location, source(file), key.endsWith(".png") ? "image/png" : "image/jpeg"));
        Account.say("planted       " + name(location));
        return location;
    }

    List<StoredBlob> all() {
        List<StoredBlob> all = new ArrayList<>();
        for (String bucket : List.of("inputs", "media")) {
            String token = null;
            do {
                var page = disk.list(bucket, "", token);
                all.addAll(page.blobs());
                token = page.nextToken();
            } while (token != null);
        }
        return all;
    }

    boolean has(BlobLocation location) {
        return disk.stat(location).isPresent();
    }

    /** Every row's file is there and has the bytes that were saved. */
    Kept galleryIsWhole() {
        return Kept.when(gallery.rows().stream()
                .allMatch(row -> disk.locate(row.imageUrl()) instanceof Located.Owned owned
                        && has(owned.location())
                        && sha256(owned.location()).equals(row.sha256())));
    }

    /** Every file has a row that shows it. */
    Kept holdsNoOrphan() {
        Set<BlobLocation> shown = new HashSet<>();
        gallery.imageUrls().map(disk::locate).forEach(located -> {
            if (located instanceof Located.Owned owned) {
                shown.add(owned.location());
            }
        });
        List<BlobLocation> orphans = all().stream()
                .map(StoredBlob::location)
                .filter(file -> !shown.contains(file))
                .toList();
        orphans.forEach(orphan -> Account.say("ORPHAN        " + orphan));
        return Kept.when(orphans.isEmpty());
    }

    String sha256(BlobLocation location) {
        try (DigestInputStream bytes =
                new DigestInputStream(disk.open(location, ByteRange.all()), MessageDigest.getInstance("SHA-256"))) {
            bytes.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(bytes.getMessageDigest().digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    static String name(BlobLocation location) {
        String key = location.key();
        int slash = key.lastIndexOf('/');
        String file = key.substring(slash + 1);
        boolean isId = file.matches("[0-9a-f-]{36}\\..*");
        String shown = isId ? file.substring(0, 8) + "…" + file.substring(file.lastIndexOf('.')) : file;
        return location.bucket() + "/" + key.substring(0, slash + 1) + shown;
    }

    private static BlobSource source(Path file) {
        return new BlobSource() {
            @Override
            public long size() {
                try {
                    return Files.size(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public InputStream open() throws IOException {
                return Files.newInputStream(file);
            }
        };
    }
}
