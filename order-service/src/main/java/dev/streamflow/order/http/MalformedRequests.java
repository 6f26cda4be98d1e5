package dev.streamflow.order.http;

import java.io.IOException;
import java.io.Writer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** What Tomcat refuses before Spring hears of it: answered with a problem detail, too. */
@Component
class MalformedRequests implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

  @Override
  public void customize(TomcatServletWebServerFactory tomcat) {
    tomcat.addContextCustomizers(
        context -> context.getParent().getPipeline().addValve(new ProblemValve()));
  }

  private static final class ProblemValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable cause) {
      HttpStatus status = HttpStatus.resolve(response.getStatus());
      if (status == null || !status.isError() || response.getContentWritten() > 0) {
        return;
      }
      if (response.setErrorReported()) {
        write(status, response);
      }
    }

    private static void write(HttpStatus status, Response response) {
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      try {
        Writer writer = response.getReporter();
        if (writer != null) {
          writer.write(
              """
              {"title":"%s","status":%d,"detail":"The request cannot be read"}\
              """
                  .formatted(status.getReasonPhrase(), status.value()));
          response.finishResponse();
        }
      } catch (IOException e) {
        // Nobody waits for the answer any more.
      }
    }
  }
}
