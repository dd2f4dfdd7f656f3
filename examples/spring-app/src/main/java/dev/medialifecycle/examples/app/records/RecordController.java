package dev.medialifecycle.examples.app.records;

import dev.medialifecycle.examples.app.records.Illustrated.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.util.List;
import java.util.Objects;
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

/** Patches and modules. */
@RestController
@RequestMapping("/api/v1/{kind:patches|modules}")
final class RecordController {
    private final Records records;
    private final IllustratedTable table;

    RecordController(Records records, IllustratedTable table) {
        this.records = records;
        this.table = table;
    }

    /** What a user may say of a record. */
    record Draft(
            @NotBlank @Size(max = 200) String name,
            @Nullable @Size(max = 100) List<@NotBlank @Size(max = 2000) String> images,
            @Nullable Schema schema) {
        Illustrated by(String owner, UUID id) {
            return new Illustrated(id, owner, name, Objects.requireNonNullElse(images, List.of()), schema);
        }
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Illustrated create(@PathVariable String kind, @RequestBody @Valid Draft draft, Principal user) {
        return records.create(Kind.of(kind), draft.by(user.getName(), UUID.randomUUID()));
    }

    @GetMapping
    List<Illustrated> all(@PathVariable String kind, Principal user) {
        return table.of(Kind.of(kind), user.getName());
    }

    @GetMapping("/{id}")
    Illustrated show(@PathVariable String kind, @PathVariable UUID id, Principal user) {
        return records.find(Kind.of(kind), id, user);
    }

    @PutMapping("/{id}")
    Illustrated change(
            @PathVariable String kind, @PathVariable UUID id, @RequestBody @Valid Draft draft, Principal user) {
        return records.update(Kind.of(kind), draft.by(user.getName(), id), user);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String kind, @PathVariable UUID id, Principal user) {
        records.delete(Kind.of(kind), id, user);
    }
}
