package dev.medialifecycle.examples.app.generation;

import dev.medialifecycle.examples.app.web.Problems;
import dev.medialifecycle.job.JobId;
import java.security.Principal;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Begins generations and tells how far they are. */
@RestController
@RequestMapping("/api/v1/generations")
final class GenerationController {
    private static final int LONGEST_PROMPT = 2_000;

    private final Generations generations;

    GenerationController(Generations generations) {
        this.generations = generations;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    GenerationAnswer begin(
            @RequestParam String prompt,
            @RequestPart(required = false) @Nullable MultipartFile input1,
            @RequestPart(required = false) @Nullable MultipartFile input2,
            Principal user) {
        if (prompt.isBlank() || prompt.length() > LONGEST_PROMPT) {
            throw Problems.invalid("A prompt has 1 to " + LONGEST_PROMPT + " characters");
        }
        List<MultipartFile> files =
                Stream.of(input1, input2).filter(Objects::nonNull).toList();
        return generations.answer(generations.begin(user.getName(), prompt, files));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id, Principal user) {
        generations.delete(new JobId(id), user);
    }

    @GetMapping("/{id}")
    GenerationAnswer show(@PathVariable UUID id, Principal user) {
        return generations.answer(generations.find(new JobId(id), user));
    }
}
