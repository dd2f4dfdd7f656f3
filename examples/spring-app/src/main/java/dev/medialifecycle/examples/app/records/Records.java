package dev.medialifecycle.examples.app.records;

import dev.medialifecycle.MediaLifecycle;
import dev.medialifecycle.examples.app.web.Problems;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Changes of patches and modules; their files follow by the same commit, or not at all. */
@Service
class Records {
    private final MediaLifecycle media;
    private final IllustratedTable table;
    private final VideoTable videos;
    private final ReadableUrls readable;

    Records(MediaLifecycle media, IllustratedTable table, VideoTable videos, ReadableUrls readable) {
        this.media = media;
        this.table = table;
        this.videos = videos;
        this.readable = readable;
    }

    @Transactional
    public Illustrated create(Kind kind, Illustrated row) {
        readable.check(row.urls());
        table.insert(kind, row);
        return row;
    }

    @Transactional(readOnly = true)
    public Illustrated find(Kind kind, UUID id, Principal user) {
        Illustrated row = table.find(kind, id).orElseThrow(() -> Problems.notFound(kind.word()));
        Problems.refuseUnlessOwned(row.owner(), user, kind.word());
        return row;
    }

    /** Lets go of what the old row names and the new one does not. */
    @Transactional
    public Illustrated update(Kind kind, Illustrated after, Principal user) {
        Illustrated before = locked(kind, after.id(), user);
        media.replaceUrls(before.owner(), before.urls(), after.urls());
        readable.check(after.urls());
        table.update(kind, after);
        return after;
    }

    /** Lets go of everything that the row names, and of what the rows name that the database deletes with it. */
    @Transactional
    public void delete(Kind kind, UUID id, Principal user) {
        Illustrated row = locked(kind, id, user);
        List<String> urls = new ArrayList<>(row.urls());
        if (kind == Kind.MODULE) {
            urls.addAll(videos.urlsOfModule(id));
        }
        table.delete(kind, id);
        media.releaseUrls(row.owner(), urls);
    }

    private Illustrated locked(Kind kind, UUID id, Principal user) {
        Illustrated row = table.lock(kind, id).orElseThrow(() -> Problems.notFound(kind.word()));
        Problems.refuseUnlessOwned(row.owner(), user, kind.word());
        return row;
    }
}
