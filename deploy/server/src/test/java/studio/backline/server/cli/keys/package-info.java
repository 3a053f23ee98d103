@NullMarked
package studio.backline.server.cli.keys;

import org.jspecify.annotations.NullMarked;
