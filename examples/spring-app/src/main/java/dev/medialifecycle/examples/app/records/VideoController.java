package dev.medialifecycle.examples.app.records;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Videos. */
@RestController
@RequestMapping("/api/v1/videos")
final class VideoController {
    private final Videos videos;
    private final VideoTable table;

    VideoController(Videos videos, VideoTable table) {
        this.videos = videos;
        this.table = table;
    }

    /** What a user may say of a video. */
    record Draft(
            @NotBlank @Size(max = 200) String title,
            @Nullable @Size(min = 1, max = 2000) String referenceImageUrl,
            @Nullable UUID moduleId) {
        Video by(String owner, UUID id) {
            return new Video(id, owner, title, referenceImageUrl, moduleId);
        }
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Video create(@RequestBody @Valid Draft draft, Principal user) {
        return videos.create(draft.by(user.getName(), UUID.randomUUID()), user);
    }

    @GetMapping
    List<Video> all(Principal user) {
        return table.of(user.getName());
    }

    @GetMapping("/{id}")
    Video show(@PathVariable UUID id, Principal user) {
        return videos.find(id, user);
    }

    @PutMapping("/{id}")
    Video change(@PathVariable UUID id, @RequestBody @Valid Draft draft, Principal user) {
        return videos.update(draft.by(user.getName(), id), user);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id, Principal user) {
        videos.delete(id, user);
    }
}
