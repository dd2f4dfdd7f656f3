package dev.medialifecycle.examples.app.gallery;

import dev.medialifecycle.MediaLifecycle;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.examples.app.web.Problems;
import dev.medialifecycle.job.JobId;
import java.security.Principal;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Saves what a user wants to keep, and lets go of it. */
@Service
class Gallery {
    private final MediaLifecycle media;
    private final GalleryTable table;
    private final Clock clock;

    Gallery(MediaLifecycle media, GalleryTable table, Clock clock) {
        this.media = media;
        this.table = table;
        this.clock = clock;
    }

    /** Row and rescue in one commit: an output on its way out comes back, one that is gone makes no row. */
    @Transactional
    public GalleryItem save(String owner, JobId job, AssetId asset) {
        media.restore(asset);
        GalleryItem item = new GalleryItem(
                UUID.randomUUID(),
                owner,
                asset.value(),
                media.publicUrl(asset).toString(),
                job.value(),
                clock.instant());
        table.insert(item);
        return item;
    }

    public List<GalleryItem> of(String owner) {
        return table.of(owner);
    }

    /** The file follows the row, after the commit, unless another record needs it. */
    @Transactional
    public void delete(UUID id, Principal user) {
        GalleryItem item = table.find(id).orElseThrow(() -> Problems.notFound("gallery item"));
        Problems.refuseUnlessOwned(item.owner(), user, "gallery item");
        if (table.delete(id)) {
            media.releaseUrls(item.owner(), List.of(item.url()));
        }
    }
}
