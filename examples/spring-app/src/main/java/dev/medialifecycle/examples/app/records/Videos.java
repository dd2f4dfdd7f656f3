package dev.medialifecycle.examples.app.records;

import dev.medialifecycle.MediaLifecycle;
import dev.medialifecycle.examples.app.web.Problems;
import java.security.Principal;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Changes of videos; the picture follows by the same commit. */
@Service
class Videos {
    private static final String WORD = "video";

    private final MediaLifecycle media;
    private final VideoTable table;
    private final Records records;
    private final ReadableUrls readable;

    Videos(MediaLifecycle media, VideoTable table, Records records, ReadableUrls readable) {
        this.media = media;
        this.table = table;
        this.records = records;
        this.readable = readable;
    }

    @Transactional
    public Video create(Video video, Principal user) {
        check(video, user);
        table.insert(video);
        return video;
    }

    @Transactional
    public Video update(Video after, Principal user) {
        Video before = locked(after.id(), user);
        media.replaceUrls(before.owner(), before.urls(), after.urls());
        check(after, user);
        table.update(after);
        return after;
    }

    @Transactional
    public void delete(UUID id, Principal user) {
        Video video = locked(id, user);
        table.delete(id);
        media.releaseUrls(video.owner(), video.urls());
    }

    @Transactional(readOnly = true)
    public Video find(UUID id, Principal user) {
        Video video = table.find(id).orElseThrow(() -> Problems.notFound(WORD));
        Problems.refuseUnlessOwned(video.owner(), user, WORD);
        return video;
    }

    private Video locked(UUID id, Principal user) {
        Video video = table.lock(id).orElseThrow(() -> Problems.notFound(WORD));
        Problems.refuseUnlessOwned(video.owner(), user, WORD);
        return video;
    }

    private void check(Video video, Principal user) {
        readable.check(video.urls());
        if (video.moduleId() != null) {
            records.find(Kind.MODULE, video.moduleId(), user);
        }
    }
}
