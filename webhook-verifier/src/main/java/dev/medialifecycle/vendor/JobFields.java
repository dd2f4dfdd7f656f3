package dev.medialifecycle.vendor;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where in a vendor's JSON things stand, as data: names joined by dots, such as {@code data.id}; a list on the way is gone through.
 * Of several places for one thing, the first that holds it counts; outputs are taken from all of theirs, in the order of the
 * document. Immutable.
 *
 * <pre>{@code
 * JobFields.none().id("task.id").status("task.state").outputs("task.images").error("task.reason")
 * }</pre>
 */
public final class JobFields {
    private static final JobFields NONE = new JobFields(List.of());
    private static final Pattern PATH = Pattern.compile("[^.]+(\\.[^.]+)*");

    private final List<Field> fields;

    /** What stands in a place. */
    enum Kind {
        ID,
        STATUS,
        OUTPUT,
        INLINE,
        REMOVED,
        ERROR,
        SECONDS,
        MILLISECONDS,
        LOGS,
        SECRET
    }

    /** One place; of one kind, that with the lowest rank counts. */
    record Field(Kind kind, int rank, List<String> path) {}

    private JobFields(List<Field> fields) {
        this.fields = List.copyOf(fields);
    }

    /** No places yet. */
    public static JobFields none() {
        return NONE;
    }

    /** The same, with places of the vendor's id for the job: text of 1 to 256 characters. */
    public JobFields id(String... paths) {
        return with(Kind.ID, paths);
    }

    /** The same, with places of the status word, or of a number that stands for one. */
    public JobFields status(String... paths) {
        return with(Kind.STATUS, paths);
    }

    /** The same, with places of outputs: every http, https and data URL in there, however deep. */
    public JobFields outputs(String... paths) {
        return with(Kind.OUTPUT, paths);
    }

    /** The same, with places of outputs that stand there themselves, in base64. */
    public JobFields base64(String... paths) {
        return with(Kind.INLINE, paths);
    }

    /** The same, with places of a {@code true} that tells that outputs were there and are no more. */
    public JobFields removed(String... paths) {
        return with(Kind.REMOVED, paths);
    }

    /** The same, with places of the reason for a failure. */
    public JobFields error(String... paths) {
        return with(Kind.ERROR, paths);
    }

    /** The same, with places of how long the vendor computed, in seconds. */
    public JobFields seconds(String... paths) {
        return with(Kind.SECONDS, paths);
    }

    /** The same, with places of how long the vendor computed, in milliseconds. */
    public JobFields milliseconds(String... paths) {
        return with(Kind.MILLISECONDS, paths);
    }

    /** The same, with places of what the vendor logged. */
    public JobFields logs(String... paths) {
        return with(Kind.LOGS, paths);
    }

    /** The same, with places of secrets that the vendor sends along: what stands there is never stored. */
    public JobFields secrets(String... paths) {
        return with(Kind.SECRET, paths);
    }

    List<Field> all() {
        return fields;
    }

    boolean has(Kind kind) {
        return fields.stream().anyMatch(field -> field.kind() == kind);
    }

    private JobFields with(Kind kind, String... paths) {
        List<Field> more = new ArrayList<>(fields);
        for (String path : paths) {
            if (!PATH.matcher(path).matches()) {
                throw new IllegalArgumentException("Not names joined by dots: " + path);
            }
            more.add(new Field(kind, more.size(), List.of(path.split("\\."))));
        }
        return new JobFields(more);
    }
}
