package dev.streamflow.order.http;

import dev.streamflow.order.OrderSettings;
import dev.streamflow.order.TooManyRequestsAtOnce;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Lets only so many requests in at once and turns the others away at once. All clients of a service
 * that was away come back together: if thousands waited for the few database connections, the
 * process would run out of memory, and with the same clients again after the next start.
 */
@Component
class Admission implements HandlerInterceptor, WebMvcConfigurer {

  private final Semaphore places;

  Admission(OrderSettings settings) {
    places = new Semaphore(settings.requestsAtOnce());
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this).addPathPatterns("/orders", "/orders/**");
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (!places.tryAcquire()) {
      throw new TooManyRequestsAtOnce();
    }
    return true;
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception failure) {
    places.release();
  }
}
