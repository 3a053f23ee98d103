package studio.backline.ui.screen;

/**
 * A job as the drawer shows it.
 *
 * @param name what it does
 * @param path the address of the screen that shows it
 * @param done how many units are done
 * @param total how many there are, or 0 while unknown
 * @param others how many more run
 */
public record ShownJob(String name, String path, long done, long total, int others) {}
