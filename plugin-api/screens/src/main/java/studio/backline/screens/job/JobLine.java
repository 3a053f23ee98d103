package studio.backline.screens.job;

/**
 * What the drawer says of a job while it runs.
 *
 * @param name what it does, in the reader's language: 'Importing your list'
 * @param path the address of the screen that shows it; who may not open that does not see the line
 */
public record JobLine(String name, String path) {}
