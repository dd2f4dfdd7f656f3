package dev.medialifecycle.local;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobPage;
import dev.medialifecycle.blob.StorageFailure;
import dev.medialifecycle.blob.StoredBlob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Cuts a bucket's listing into pages; a token is the last key of a page, so it stays good while blobs come and go. */
final class Pager {
    private static final int AHEAD = 16_384;

    private final String provider;
    private final Layout layout;
    private final Tree tree;
    private final BlobFiles files;
    private final ReadAhead ahead;
    private final int pageSize;

    Pager(String provider, Layout layout, Tree tree, BlobFiles files, ReadAhead ahead, int pageSize) {
        this.provider = provider;
        this.layout = layout;
        this.tree = tree;
        this.files = files;
        this.ahead = ahead;
        this.pageSize = pageSize;
    }

    /** The keys with the prefix that come after the token's, in bytewise order. */
    BlobPage page(String bucket, String prefix, @Nullable String token) throws IOException {
        byte[] after = token == null ? null : keyIn(token, prefix);
        String folder = prefix.substring(0, prefix.lastIndexOf('/') + 1);
        if (!isFolder(folder)) {
            return new BlobPage(List.of(), null);
        }
        ReadAhead.Keys keys = token == null
                ? scan(bucket, prefix, folder, null, pageSize + 1)
                : next(bucket, prefix, folder, token, after);
        boolean hasMore = keys.next().size() > pageSize;
        List<byte[]> shown = hasMore ? keys.next().subList(0, pageSize) : keys.next();
        String nextToken = hasMore ? tokenAfter(shown.get(pageSize - 1)) : null;
        if (nextToken != null && token != null) {
            List<byte[]> rest = keys.next().subList(pageSize, keys.next().size());
            keep(new ReadAhead.Place(bucket, prefix, nextToken), new ReadAhead.Keys(rest, keys.isAll()));
        }
        return new BlobPage(blobs(bucket, shown), nextToken);
    }

    /** Whoever asks for a second page will ask for more, so more are looked up than it holds. */
    private ReadAhead.Keys next(String bucket, String prefix, String folder, String token, byte @Nullable [] after)
            throws IOException {
        Optional<ReadAhead.Keys> kept = ahead.take(new ReadAhead.Place(bucket, prefix, token));
        return kept.isPresent() ? kept.get() : scan(bucket, prefix, folder, after, Math.max(pageSize + 1, AHEAD));
    }

    private void keep(ReadAhead.Place place, ReadAhead.Keys keys) {
        // One more than a page holds tells whether there is a next page; fewer are of no use unless they are the last.
        if (keys.isAll() || keys.next().size() > pageSize) {
            ahead.keep(place, keys);
        }
    }

    private ReadAhead.Keys scan(String bucket, String prefix, String folder, byte @Nullable [] after, int limit)
            throws IOException {
        Path start = layout.folder(bucket, folder);
        List<byte[]> keys = new Lister(tree, new KeyWindow(utf8(prefix), after), limit).list(start, utf8(folder));
        return new ReadAhead.Keys(keys, keys.size() < limit);
    }

    private List<StoredBlob> blobs(String bucket, List<byte[]> keys) throws IOException {
        List<StoredBlob> blobs = new ArrayList<>(keys.size());
        for (byte[] key : keys) {
            String text = new String(key, StandardCharsets.UTF_8);
            // A file that only looks like ours may decode to no key at all.
            if (BlobLocation.isValidKey(text) && Arrays.equals(utf8(text), key)) {
                files.find(new BlobLocation(provider, bucket, text)).ifPresent(blobs::add);
            }
        }
        return blobs;
    }

    /** Whether a key can start with this; an empty, {@code .} or {@code ..} segment starts none, and must not be walked. */
    private static boolean isFolder(String folder) {
        return folder.isEmpty() || BlobLocation.isValidKey(folder.substring(0, folder.length() - 1));
    }

    private static String tokenAfter(byte[] key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    }

    private byte[] keyIn(String token, String prefix) {
        byte[] key;
        try {
            key = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            throw StorageFailure.unknownToken(provider);
        }
        if (!new KeyWindow(utf8(prefix), null).holds(key)) {
            throw StorageFailure.unknownToken(provider);
        }
        return key;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
