package dev.medialifecycle.imagekit;

import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.rest.RestAnswer;
import dev.medialifecycle.rest.RestDownload;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that this provider asks of ImageKit. Whatever is no answer to the question is a
 * {@link dev.medialifecycle.error.MediaLifecycleException}; {@code subject} is what its message calls the thing asked about.
 */
interface ImageKitApi {
    /** The most ids that one bulk delete takes. */
    int LARGEST_BATCH = 100;

    /** The most files that one search answers with. */
    int LARGEST_PAGE = 1000;

    /** Stores the bytes under this name in this folder, and nothing if there is a file of this name. */
    RemoteFile upload(String folder, String name, PutRequest request, List<String> tags);

    /** The files that the query means, oldest first. */
    List<RemoteFile> search(String query, int skip, String subject);

    /** Whether there is a folder of this name at the top of the media library. */
    boolean hasFolder(String name);

    /** The file of this id, if there is one; {@code REJECTED} for what is no id. */
    Optional<RemoteFile> file(String id, String subject);

    /** Deletes the file of this id with all its versions; false if there is none. */
    boolean delete(String id, String subject);

    /** Deletes up to {@link #LARGEST_BATCH} files; {@code REJECTED} if one of them is no id. */
    BulkAnswer delete(List<String> ids);

    /** Has the caches forget what this expression means; they do so some time later. */
    void purge(String expression, String subject);

    /** Reads from a URL endpoint, the whole or the bytes that a {@code Range} header means; any status is an answer. */
    RestDownload read(URI url, @Nullable String range, String subject);

    /** The bare answer to the smallest question, for whoever examines key, clock and limits; any status is an answer. */
    RestAnswer probe();
}
