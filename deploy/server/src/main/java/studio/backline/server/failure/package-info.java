/** A server that cannot start says what is wrong and what to do, once, without a stack trace. */
@NullMarked
package studio.backline.server.failure;

import org.jspecify.annotations.NullMarked;
