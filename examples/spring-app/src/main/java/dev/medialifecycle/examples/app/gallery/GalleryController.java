package dev.medialifecycle.examples.app.gallery;

import dev.medialifecycle.MediaLifecycle;
import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.examples.app.web.Problems;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.security.Principal;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The gallery of a user. */
@RestController
@RequestMapping("/api/v1/gallery")
final class GalleryController {
    private final MediaLifecycle media;
    private final Gallery gallery;

    GalleryController(MediaLifecycle media, Gallery gallery) {
        this.media = media;
        this.gallery = gallery;
    }

    record Save(@NotNull UUID jobId, @PositiveOrZero int index) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    GalleryItem save(@RequestBody @Valid Save save, Principal user) {
        Job job = media.job(new JobId(save.jobId())).orElseThrow(() -> Problems.notFound("generation"));
        Problems.refuseUnlessOwned(job.owner(), user, "generation");
        if (save.index() >= job.outputs().size()) {
            throw Problems.conflict("This generation has " + job.outputs().size() + " outputs");
        }
        // Fetches it from the vendor now if nobody has yet, which is why no transaction is open here.
        Asset output = media.promote(job.id(), save.index());
        return gallery.save(user.getName(), job.id(), output.id());
    }

    @GetMapping
    List<GalleryItem> all(Principal user) {
        return gallery.of(user.getName());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id, Principal user) {
        gallery.delete(id, user);
    }
}
