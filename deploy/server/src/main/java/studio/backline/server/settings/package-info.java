/** What a studio may set, and the check of all of it before anything starts. */
@NullMarked
package studio.backline.server.settings;

import org.jspecify.annotations.NullMarked;
