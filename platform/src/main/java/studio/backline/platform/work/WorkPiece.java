package studio.backline.platform.work;

import studio.backline.contract.plugin.PluginId;

/**
 * A piece of claimed work. Done on a thread of its own, which runs a plugin's code; all else is
 * asked on another thread meanwhile.
 */
public interface WorkPiece extends Runnable {

    /** Whose code it runs. */
    PluginId plugin();

    /** Does it, and notes how it ended. Does not throw. */
    @Override
    void run();

    /** Goes on holding it, so that no other worker takes it over. */
    void renew();

    /** Whether it shows no sign of life for longer than it may; then it is interrupted. */
    boolean isOverdue();

    /**
     * Notes that it failed, since it goes on in spite of being interrupted. Whatever its thread
     * does later counts for nothing.
     *
     * @return false where that cannot be noted now; asked again after a while
     */
    boolean giveUp();
}
