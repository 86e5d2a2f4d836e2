// Sends a file to the register as it is, with progress: chosen with the button or dropped on the zone.
(function () {
  "use strict";
  var clientside = (window.dash_clientside = window.dash_clientside || {});
  var scripts = (clientside.sijill = clientside.sijill || {});
  var PICKER = "upload-picker";

  function part(name) {
    return document.getElementById("upload-" + name);
  }

  function say(text) {
    window.dash_clientside.set_props("upload-status", { children: text });
  }

  // The address names the file, so that a reload, another tab or tomorrow finds it again.
  function received(token) {
    var words = new URLSearchParams(window.location.search);
    words.delete("batch");
    words.delete("upload");
    if (token) words.set("upload", token);
    var query = words.toString();
    window.history.pushState({}, "", window.location.pathname + (query ? "?" + query : ""));
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate")); // as a link of the page does it
  }

  function texts() {
    return JSON.parse(part("drop-zone").dataset.texts);
  }

  function fill(template, name) {
    return template.replace("{name}", name);
  }

  function finish(request, words) {
    part("progress").hidden = true;
    if (request.status === 201) {
      say("");
      received(JSON.parse(request.responseText).token);
      return;
    }
    var message = words.failed;
    try {
      var issue = JSON.parse(request.responseText).issues[0];
      message = issue.message + " " + issue.remedy;
    } catch (_error) {
      // the server did not answer, or not in its own words
    }
    say(message);
  }

  function send(file) {
    var words = texts();
    var progress = part("progress");
    received(null); // what is shown of the file before must not be recorded by mistake
    if (file.size > words.max_bytes) {
      say(fill(words.too_large, file.name));
      return;
    }
    var request = new XMLHttpRequest();
    request.open("POST", "/api/v1/uploads");
    request.setRequestHeader("X-Filename", encodeURIComponent(file.name));
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.onprogress = function (event) {
      progress.value = event.total ? event.loaded / event.total : 0;
    };
    request.onloadend = function () {
      finish(request, words);
    };
    progress.value = 0;
    progress.hidden = false;
    say(fill(words.sending, file.name));
    request.send(file);
  }

  // Who reads with a keyboard or by ear is led to what has come of the file, once it can be seen.
  function lead(target, tries) {
    if (!target.isConnected) return;
    target.setAttribute("tabindex", "-1");
    target.focus();
    if (document.activeElement !== target && tries > 0) {
      window.setTimeout(lead, 50, target, tries - 1);
    }
  }

  scripts.leadToStage = function () {
    window.setTimeout(function () {
      var first = part("stage") && part("stage").firstElementChild;
      if (first) lead(first, 40);
    }, 0);
    return "-1"; // reached by this script, not by the Tab key
  };

  function choose() {
    var picker = document.getElementById(PICKER);
    if (!picker) {
      picker = document.createElement("input");
      picker.type = "file";
      picker.id = PICKER;
      picker.hidden = true;
      picker.accept = ".csv,.tsv,.txt,.xlsx,.xls,.xlsb,.ods,.json,.jsonl,.zip,.gz,text/csv";
      picker.addEventListener("change", function () {
        if (picker.files.length) send(picker.files[0]);
        picker.value = ""; // so that a mended file of the same name is taken again
      });
      document.body.appendChild(picker);
    }
    picker.click();
  }

  function zone(event) {
    return event.target.closest && event.target.closest("#upload-drop-zone");
  }

  document.addEventListener("click", function (event) {
    if (event.target.closest && event.target.closest("#upload-choose")) choose();
  });
  document.addEventListener("dragover", function (event) {
    event.preventDefault(); // a file dropped beside the zone must not replace the page
    var over = zone(event);
    if (part("drop-zone")) part("drop-zone").classList.toggle("over", Boolean(over));
  });
  document.addEventListener("drop", function (event) {
    event.preventDefault();
    if (part("drop-zone")) part("drop-zone").classList.remove("over");
    if (zone(event) && event.dataTransfer.files.length) send(event.dataTransfer.files[0]);
  });
})();
