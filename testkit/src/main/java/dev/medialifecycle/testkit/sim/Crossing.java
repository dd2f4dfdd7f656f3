package dev.medialifecycle.testkit.sim;

/** Where processes meet: at each place one of them can be killed, or overtaken by everything that the others do. */
final class Crossing {
    private static final int DEEPEST = 2;

    private final SimulatedWorld world;
    private int depth;

    Crossing(SimulatedWorld world) {
        this.world = world;
    }

    /** Called by a process that is about to do something, or has just done it. */
    void at(Place place, SimulatedNode node) {
        Weather weather = world.weather();
        if (world.chance(weather.kills() * place.weight(), 10)) {
            kill(place, node);
        }
        if (depth < DEEPEST && world.chance(weather.meanwhiles() * place.weight(), 10)) {
            meanwhile(place, node);
        }
    }

    private void meanwhile(Place place, SimulatedNode node) {
        world.history().add("~ " + node.name() + " is held up at " + place);
        world.history().deeper();
        depth++;
        try {
            world.letTimePass();
            for (int steps = 1 + world.random().below(5); steps > 0; steps--) {
                world.step();
            }
        } finally {
            depth--;
            world.history().back();
        }
        world.history().add("~ " + node.name() + " goes on");
        if (world.chance(world.weather().kills(), 1)) {
            kill(place, node);
        }
    }

    private void kill(Place place, SimulatedNode node) {
        world.history().add("! " + node.name() + " killed at " + place);
        throw new ProcessKilled(node.name());
    }
}
