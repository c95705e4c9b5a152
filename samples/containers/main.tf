# Terraform: a flow in a template file that this file fills, and one in a heredoc.
resource "aws_connect_contact_flow" "retry" {
  instance_id = aws_connect_instance.main.id
  name        = "Retry"
  type        = "CONTACT_FLOW"
  content     = templatefile("${path.module}/retry.json.tftpl", { tries = 3 })
}

resource "aws_connect_contact_flow" "closed" {
  instance_id = aws_connect_instance.main.id
  name        = "Closed"
  type        = "CONTACT_FLOW"
  content     = <<-JSON
    {
      "Version": "2019-10-30",
      "StartAction": "end",
      "Metadata": {},
      "Actions": [
        {"Identifier": "end", "Type": "DisconnectParticipant", "Parameters": {}, "Transitions": {}}
      ]
    }
  JSON
}
