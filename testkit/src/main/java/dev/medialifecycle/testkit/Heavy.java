package dev.medialifecycle.testkit;

/** Whether tests may take minutes and much space: {@code -Dmedialifecycle.heavy=true}. */
final class Heavy {
    private static final boolean WANTED = Boolean.getBoolean("medialifecycle.heavy");

    private Heavy() {}

    static int or(int ordinary, int heavy) {
        return WANTED ? heavy : ordinary;
    }
}
