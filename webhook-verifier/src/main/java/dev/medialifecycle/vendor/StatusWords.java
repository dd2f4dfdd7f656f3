package dev.medialifecycle.vendor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A vendor's words for the state of a job, as data; letters count in upper and lower case. A word that is not among them is news of
 * an unknown kind, and changes nothing. Immutable.
 *
 * <pre>{@code
 * StatusWords.none().running("working").succeeded("done").failed("broken")
 * }</pre>
 */
public final class StatusWords {
    private static final StatusWords NONE = new StatusWords(Map.of(), List.of());

    private final Map<String, Meaning> words;
    private final List<String> families;

    /** What a word means; {@code reason} is why a job failed, where the word alone tells it. */
    record Meaning(JobState state, @Nullable String reason) {}

    private StatusWords(Map<String, Meaning> words, List<String> families) {
        this.words = words;
        this.families = families;
    }

    /** No words yet. */
    public static StatusWords none() {
        return NONE;
    }

    /** The same with words for a job that waits. */
    public StatusWords queued(String... more) {
        return with(JobState.QUEUED, more);
    }

    /** The same with words for a job that the vendor works at. */
    public StatusWords running(String... more) {
        return with(JobState.RUNNING, more);
    }

    /** The same with words for a job that ended well. */
    public StatusWords succeeded(String... more) {
        return with(JobState.SUCCEEDED, more);
    }

    /** The same with words for a job that ended badly. */
    public StatusWords failed(String... more) {
        return with(JobState.FAILED, more);
    }

    /** The same with a word that by itself tells why a job failed. */
    public StatusWords failedBecause(String word, String reason) {
        return with(word, new Meaning(JobState.FAILED, reason));
    }

    /** The same with words for a job that somebody canceled. */
    public StatusWords canceled(String... more) {
        return with(JobState.CANCELED, more);
    }

    /** The same with words for a job that the vendor gave up unfinished. */
    public StatusWords expired(String... more) {
        return with(JobState.EXPIRED, more);
    }

    /** The same with words in any state. */
    public StatusWords with(JobState state, String... more) {
        StatusWords all = this;
        for (String word : more) {
            all = all.with(word, new Meaning(state, null));
        }
        return all;
    }

    /**
     * The same, for a vendor that sends news of other things too: a word that begins with none of these prefixes is not about a job.
     */
    public StatusWords onlyThose(String... prefixes) {
        return new StatusWords(words, List.of(prefixes));
    }

    Optional<Meaning> meaning(String word) {
        return Optional.ofNullable(words.get(word));
    }

    boolean areAboutJobs(String word) {
        return families.isEmpty() || families.stream().anyMatch(word::startsWith);
    }

    /** The words for a state, in the order in which they were given. */
    List<String> of(JobState state) {
        List<String> found = new ArrayList<>();
        words.forEach((word, meaning) -> {
            if (meaning.state() == state) {
                found.add(word);
            }
        });
        return found;
    }

    private StatusWords with(String word, Meaning meaning) {
        if (word.isBlank() || words.containsKey(word)) {
            throw new IllegalArgumentException("A status word is blank, or has two meanings: " + word);
        }
        Map<String, Meaning> more = new LinkedHashMap<>(words);
        more.put(word, meaning);
        return new StatusWords(Collections.unmodifiableMap(more), families);
    }
}
