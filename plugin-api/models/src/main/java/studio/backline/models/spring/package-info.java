/** Spring's RestClient and WebClient on the one way out. */
@NullMarked
package studio.backline.models.spring;

import org.jspecify.annotations.NullMarked;
