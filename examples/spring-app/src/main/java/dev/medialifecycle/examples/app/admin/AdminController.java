package dev.medialifecycle.examples.app.admin;

import dev.medialifecycle.MediaLifecycle;
import dev.medialifecycle.examples.app.media.Sweeps;
import dev.medialifecycle.examples.app.web.Problems;
import dev.medialifecycle.outbox.OutboxEntry;
import dev.medialifecycle.sweep.SweepMode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What a person in charge needs on a bad day. */
@RestController
@RequestMapping("/admin")
final class AdminController {
    private static final int SHOWN = 200;

    private final MediaLifecycle media;
    private final Sweeps sweeps;

    AdminController(MediaLifecycle media, Sweeps sweeps) {
        this.media = media;
        this.sweeps = sweeps;
    }

    /** A cycle that somebody asks for; it reports and touches nothing unless it says EXECUTE. */
    record SweepOrder(
            @Nullable SweepMode mode,
            @Nullable Duration minimumAge,
            @Nullable @DecimalMin("0") @DecimalMax("1") Double maxShare) {}

    /** Something the library will not try again by itself. */
    record GivenUp(
            UUID id,
            String effect,
            Instant dueAt,
            int attempts,
            @Nullable String lastError) {
        static GivenUp of(OutboxEntry entry) {
            return new GivenUp(
                    entry.id(), entry.effect().toString(), entry.dueAt(), entry.attempts(), entry.lastError());
        }
    }

    record Pause(@NotBlank @Size(max = 500) String reason) {}

    @PostMapping("/sweeps")
    SweepAnswer sweep(@RequestBody(required = false) @Valid @Nullable SweepOrder order) {
        SweepOrder given = order == null ? new SweepOrder(null, null, null) : order;
        return SweepAnswer.of(media.sweep(sweeps.cycle(
                Objects.requireNonNullElse(given.mode(), SweepMode.DRY_RUN),
                Objects.requireNonNullElse(given.minimumAge(), sweeps.minimumAge()),
                Objects.requireNonNullElse(given.maxShare(), sweeps.maxShare()))));
    }

    @GetMapping("/given-up")
    List<GivenUp> givenUp() {
        return media.givenUp(SHOWN).stream().map(GivenUp::of).toList();
    }

    @PostMapping("/given-up/{id}/retry")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void retry(@PathVariable UUID id) {
        if (!media.retry(id)) {
            throw Problems.notFound("given-up effect");
        }
    }

    /** Stops every deletion on every node. */
    @PostMapping("/pause")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void pause(@RequestBody @Valid Pause pause) {
        media.pause(pause.reason());
    }

    @PostMapping("/resume")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void resume() {
        media.resume();
    }

    /** A person says that what this source holds now is right. */
    @PostMapping("/references/{name}/accept")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void accept(@PathVariable String name) {
        media.acceptReferences(name);
    }
}
