/** What a person waits for: the server's start, a plugin that comes, a plugin that goes. */
@NullMarked
package studio.backline.bench.start;

import org.jspecify.annotations.NullMarked;
