/** The only main class, its configuration, and what a person meets before there is a browser. */
@NullMarked
package studio.backline.server;

import org.jspecify.annotations.NullMarked;
