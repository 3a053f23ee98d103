/** How tokens come, are renewed and go. */
@NullMarked
package studio.backline.platform.connections.tokens;

import org.jspecify.annotations.NullMarked;
