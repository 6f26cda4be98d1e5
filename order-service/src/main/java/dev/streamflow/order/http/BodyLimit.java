package dev.streamflow.order.http;

import dev.streamflow.order.OrderSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/** Refuses bodies that are larger than any reasonable order, before they are parsed. */
@RestControllerAdvice
class BodyLimit extends RequestBodyAdviceAdapter {

  private final int maxBytes;

  BodyLimit(OrderSettings settings) {
    this.maxBytes = Math.toIntExact(settings.maxBody().toBytes());
  }

  @Override
  public boolean supports(
      MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converter) {
    return true;
  }

  @Override
  public HttpInputMessage beforeBodyRead(
      HttpInputMessage input,
      MethodParameter parameter,
      Type type,
      Class<? extends HttpMessageConverter<?>> converter)
      throws IOException {
    if (input.getHeaders().getContentLength() > maxBytes) {
      throw tooLarge();
    }
    byte[] body = input.getBody().readNBytes(maxBytes + 1);
    if (body.length > maxBytes) {
      throw tooLarge();
    }
    return new ReadBody(input.getHeaders(), body);
  }

  private ResponseStatusException tooLarge() {
    return new ResponseStatusException(
        HttpStatus.CONTENT_TOO_LARGE, "The body may have " + maxBytes + " bytes");
  }

  private record ReadBody(HttpHeaders headers, byte[] bytes) implements HttpInputMessage {

    @Override
    public HttpHeaders getHeaders() {
      return headers;
    }

    @Override
    public InputStream getBody() {
      return new ByteArrayInputStream(bytes);
    }
  }
}
